"""An anthology -> an edition. Paper and screens are set from the same pages (`book.render.pages`)."""

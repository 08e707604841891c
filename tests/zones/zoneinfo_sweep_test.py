"""Every zone there is."""
from comparison import main

main(lambda name: True)

"""How an agreement comes to be, step by step: what each kind is asked, what is still missing, what it is made under."""

"""Who works at the desk: members and their roles, invitations, the second factor, and what each of them did."""

"""Clinics and offices: phone, address, hours, point, each with who checked it and until when it is shown."""

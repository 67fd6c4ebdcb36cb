"""What is answered without names: collected unread, and opened in one go."""

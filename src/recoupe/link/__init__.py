"""What joins readings: identities, origins, stories, claims, histories and standings, as pure functions of entries."""

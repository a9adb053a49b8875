"""What rights and groups correspond to outside the plans: read from ontology/crosswalk/, as triples, as SSSOM."""

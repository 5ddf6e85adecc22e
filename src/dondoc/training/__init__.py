"""Training: from needs to classes, who is sent, who came, with what result, at what cost."""

package larder.devservices;

import larder.devservices.backing.Backing;
import larder.devservices.backing.ServerAddress;

/** A server that runs, and its address. */
record Found(Backing backing, ServerAddress address) {}

package larder.devservices;

import larder.devservices.backing.LocalServer;
import larder.devservices.backing.ServerAddress;

/** A server of ours that knows its address, password included, once it has a port. */
interface AddressedServer extends LocalServer {
    ServerAddress address(int port);
}

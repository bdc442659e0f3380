package nowrite.spec.tlc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/** Sockets of RMI that listen at one address of this machine and not at all of them. */
final class BoundSockets extends RMISocketFactory {

    private static final int BACKLOG = 50;

    private final InetAddress address;

    private BoundSockets(InetAddress address) {
        this.address = address;
    }

    /** Makes all of RMI in this JVM listen at this address, and say that it is there. */
    static void use(String address) throws IOException {
        System.setProperty("java.rmi.server.hostname", address);
        RMISocketFactory.setSocketFactory(new BoundSockets(InetAddress.getByName(address)));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(host, port);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, address);
    }
}

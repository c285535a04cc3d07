package larder.adapter.sql.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * A socket that hears nothing more once it has said its last word. Closing TLS otherwise waits for the farewell of the
 * other side, for a whole socket timeout: a server that is frozen would keep a caller for twice its bound.
 */
final class PromptSocket extends Socket {
    private volatile boolean parted;

    @Override
    public void shutdownOutput() throws IOException {
        parted = true;
        super.shutdownOutput();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return parted ? -1 : in.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return parted ? -1 : in.read(into, offset, length);
            }
        };
    }
}

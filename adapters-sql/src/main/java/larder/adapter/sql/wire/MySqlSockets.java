package larder.adapter.sql.wire;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.net.Socket;

/** What Connector/J makes its sockets with. */
public final class MySqlSockets extends StandardSocketFactory {
    @Override
    protected Socket createSocket(PropertySet properties) {
        return new PromptSocket();
    }
}

package larder.adapter.memcached;

import net.rubyeye.xmemcached.transcoders.CachedData;
import net.rubyeye.xmemcached.transcoders.CompressionMode;
import net.rubyeye.xmemcached.transcoders.Transcoder;

/** Bytes as they are. The client's own transcoder would read Java objects out of whatever somebody put there. */
final class RawBytes implements Transcoder<byte[]> {
    static final RawBytes ONLY = new RawBytes();

    private RawBytes() {}

    @Override
    public CachedData encode(byte[] bytes) {
        return new CachedData(0, bytes, bytes.length, -1);
    }

    @Override
    public byte[] decode(CachedData data) {
        byte[] bytes = data.getData();
        return bytes == null ? new byte[0] : bytes;
    }

    @Override
    public void setPrimitiveAsString(boolean unused) {}

    @Override
    public void setPackZeros(boolean unused) {}

    @Override
    public void setCompressionThreshold(int unused) {}

    @Override
    public boolean isPrimitiveAsString() {
        return false;
    }

    @Override
    public boolean isPackZeros() {
        return false;
    }

    @Override
    public void setCompressionMode(CompressionMode unused) {}
}

package planted.adapter.memory;

/** Public, but neither the factory nor the config. */
public record PublicAdapter(int size) {}

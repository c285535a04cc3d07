package planted.domain;

final class DomainReadsTheClock {
    long time() {
        return System.nanoTime();
    }
}

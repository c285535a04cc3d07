package planted.application;

interface PortOutsideThePortPackage {
    void ask();
}

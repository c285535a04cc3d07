package planted.elsewhere;

record OutsideEveryRing(int number) {}

package planted.domain;

record UserHelper(int id) {}

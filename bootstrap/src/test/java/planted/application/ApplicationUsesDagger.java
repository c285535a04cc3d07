package planted.application;

import dagger.Lazy;

record ApplicationUsesDagger(Lazy<String> lazy) {}

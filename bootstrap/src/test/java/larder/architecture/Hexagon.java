package larder.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules of the hexagon for the classes below a root package. They are lists of what is allowed, since a rule that
 * forbids a misspelt package forbids nothing.
 *
 * @param root {@code larder}, or the root of the planted violations
 */
record Hexagon(String root) {
    /** What every ring may use; the JDK derives keys from passwords in a package outside of {@code java}. */
    private static final List<String> PLAIN = List.of("java..", "javax.crypto..", "org.jspecify.annotations..");

    /** The libraries that each adapter stands on, and no other may use. */
    static final Map<String, List<String>> LIBRARIES = libraries();

    private static Map<String, List<String>> libraries() {
        Map<String, List<String>> of = new LinkedHashMap<>();
        of.put(
                "sql",
                List.of(
                        "org.jooq..",
                        "org.flywaydb..",
                        "com.zaxxer.hikari..",
                        "org.postgresql..",
                        "com.mysql..",
                        "javax.sql..",
                        "javax.net..",
                        "org.slf4j.."));
        of.put("valkey", List.of("org.redisson..", "io.github.resilience4j..", "io.netty..", "org.slf4j.."));
        of.put(
                "memcached",
                List.of(
                        "net.rubyeye.xmemcached..",
                        "com.google.code.yanf4j..",
                        "io.github.resilience4j..",
                        "org.slf4j.."));
        of.put("memory", List.of("com.github.benmanes.caffeine.."));
        of.put(
                "http",
                List.of(
                        "io.javalin..",
                        "jakarta.servlet..",
                        "org.eclipse.jetty..",
                        "com.fasterxml.jackson..",
                        "io.micrometer..",
                        "io.prometheus..",
                        "kotlin..",
                        "org.slf4j.."));
        return of;
    }

    Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("the domain sees the JDK only", sees(in("domain"), inside("domain")));
        rules.put("the application sees the domain only", sees(in("application"), inside("domain", "application")));
        LIBRARIES.forEach((adapter, libraries) -> rules.put(
                "the " + adapter + " adapter sees the core and its own libraries",
                sees(
                        in("adapter." + adapter),
                        Stream.concat(inside("domain", "application", "adapter." + adapter), libraries.stream()))));
        rules.put(
                "the contracts see the core and JUnit",
                sees(
                        in("contracts"),
                        Stream.concat(
                                inside("domain", "application", "contracts"),
                                Stream.of(
                                        "org.junit.jupiter.api..", "org.junit.jupiter.params..", "org.opentest4j.."))));
        rules.put("every class stands in a ring", everyClassIsCovered());
        rules.put("interfaces of the core stand in the port package or are sealed", interfacesArePorts());
        rules.put("the core takes time and chance from outside", theCoreIsDeterministic());
        rules.put("only Memcached's clock reads the host's", nobodyReadsTheHostsClock());
        rules.put("only reading through takes the load lock", theLoadLockHasOneUser());
        rules.put("an adapter shows a factory and a config", adaptersAreClosed());
        rules.put("names say what a class is", namesSaySomething());
        return rules;
    }

    private ArchRule sees(DescribedPredicate<JavaClass> who, Stream<String> allowed) {
        String[] packages = Stream.concat(PLAIN.stream(), allowed).toArray(String[]::new);
        return classes()
                .that(who)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages).or(PRIMITIVE))
                .allowEmptyShould(true);
    }

    private ArchRule everyClassIsCovered() {
        Stream<String> adapters = LIBRARIES.keySet().stream().map(adapter -> "adapter." + adapter);
        String[] rings = Stream.concat(
                        Stream.of("domain", "application", "contracts", "devservices", "bootstrap"), adapters)
                .flatMap(this::inside)
                .toArray(String[]::new);
        return classes().should().resideInAnyPackage(rings);
    }

    private ArchRule interfacesArePorts() {
        return classes()
                .that(in("domain").or(in("application")))
                .and()
                .areInterfaces()
                .should(new ArchCondition<>("be sealed or a port") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean right = type.reflect().isSealed()
                                || type.isAnnotation()
                                || type.getPackageName().equals(root + ".domain.port")
                                || type.getSimpleName().equals("package-info");
                        if (!right) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " is an interface outside the port package"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    private ArchRule theCoreIsDeterministic() {
        return noClasses()
                .that(in("domain").or(in("application")))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .allowEmptyShould(true);
    }

    /** Two hosts' clocks differ, so nothing may be put in order by them. Memcached's own clock is found out by the host's. */
    private ArchRule nobodyReadsTheHostsClock() {
        return noClasses()
                .that(DescribedPredicate.not(
                        in("adapter.memcached").or(in("domain")).or(in("devservices"))))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(java.time.InstantSource.class, "system")
                .orShould()
                .callConstructor(java.util.Date.class)
                .allowEmptyShould(true);
    }

    private ArchRule theLoadLockHasOneUser() {
        return noClasses()
                .that(DescribedPredicate.not(
                        in("application.readthrough").or(in("contracts")).or(in("adapter"))))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "it takes the load lock",
                        call -> call.getTarget().getName().equals("tryAcquire")
                                && call.getTarget().getOwner().getSimpleName().equals("LoadLock")));
    }

    private ArchRule adaptersAreClosed() {
        return classes()
                .that(in("adapter"))
                .and()
                .areTopLevelClasses()
                .and()
                .resideOutsideOfPackage("..generated..")
                .should(new ArchCondition<>("be package-private, save for one factory and one config a package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean open = type.getModifiers().contains(JavaModifier.PUBLIC);
                        List<String> factoryAndConfig =
                                PUBLIC.getOrDefault(type.getPackageName().substring(root.length() + 1), List.of());
                        if (open && !factoryAndConfig.contains(type.getSimpleName())) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " is public"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    /** The factory and the config of each adapter, and what the JDBC drivers must be able to make by name. */
    private static final Map<String, List<String>> PUBLIC = Map.of(
            "adapter.sql", List.of("SqlDatabase", "SqlConfig"),
            "adapter.sql.wire", List.of("PostgreSqlSockets", "MySqlSockets"),
            "adapter.valkey", List.of("Valkey", "ValkeyConfig"),
            "adapter.memcached", List.of("Memcached", "MemcachedConfig"),
            "adapter.memory", List.of("InMemory", "InMemoryConfig"),
            "adapter.http", List.of("HttpApi", "HttpConfig", "Routes"));

    private static ArchRule namesSaySomething() {
        return noClasses()
                .that()
                // Dagger names what it makes.
                .haveNameNotMatching(".*\\.Dagger.*")
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Mapper)$");
    }

    private DescribedPredicate<JavaClass> in(String ring) {
        return resideInAPackage(root + "." + ring + "..");
    }

    private Stream<String> inside(String... rings) {
        return Arrays.stream(rings).map(ring -> root + "." + ring + "..");
    }

    private static final DescribedPredicate<JavaClass> PRIMITIVE = DescribedPredicate.describe(
            "primitives and arrays of them", type -> type.getBaseComponentType().isPrimitive());
}

package larder.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules hold for Larder; each of them finds the violation that is planted for it; and they cover every module. */
final class HexagonTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The package of each module. Those that see everything have no rule of their own but are known. */
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("domain", "larder.domain"),
            Map.entry("application", "larder.application"),
            Map.entry("port-contracts", "larder.contracts"),
            Map.entry("dev-services", "larder.devservices"),
            Map.entry("adapters-memory", "larder.adapter.memory"),
            Map.entry("adapters-sql", "larder.adapter.sql"),
            Map.entry("adapters-valkey", "larder.adapter.valkey"),
            Map.entry("adapters-memcached", "larder.adapter.memcached"),
            Map.entry("adapters-http", "larder.adapter.http"),
            Map.entry("bootstrap", "larder.bootstrap"),
            Map.entry("coherence", "larder.coherence"),
            Map.entry("benchmarks", "larder.benchmarks"));

    /** Those that stand above this module, which cannot see them. */
    private static final Set<String> ABOVE = Set.of("coherence", "benchmarks");

    private static final JavaClasses LARDER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("larder");

    @TestFactory
    Stream<DynamicTest> larder_keeps_every_rule() {
        return new Hexagon("larder")
                .rules().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(LARDER)));
    }

    @TestFactory
    Stream<DynamicTest> every_rule_finds_its_planted_violation_and_no_other() {
        JavaClasses planted = new ClassFileImporter().importPackages("planted");
        Map<String, ArchRule> rules = new Hexagon("planted").rules();
        assertEquals(new TreeSet<>(rules.keySet()), new TreeSet<>(PLANTED.keySet()), "a violation for each rule");
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    List<String> details =
                            rule.getValue().evaluate(planted).getFailureReport().getDetails();
                    String culprit = PLANTED.get(rule.getKey());
                    assertFalse(details.isEmpty(), "the rule found nothing");
                    assertTrue(
                            details.stream().allMatch(detail -> detail.contains(culprit)),
                            () -> "more than " + culprit + ": " + details);
                }));
    }

    @Test
    void every_module_of_the_build_is_covered() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        List<String> modules = Pattern.compile("<module>([^<]+)</module>")
                .matcher(pom)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertEquals(new TreeMap<>(PACKAGES).keySet(), new TreeSet<>(modules));
    }

    @Test
    void every_module_that_this_one_sees_was_read() {
        PACKAGES.forEach((module, name) -> {
            boolean read = LARDER.stream()
                    .anyMatch(type -> type.getPackageName().equals(name)
                            || type.getPackageName().startsWith(name + "."));
            assertTrue(read || ABOVE.contains(module), module);
        });
    }

    /** The class that breaks each rule. */
    private static final Map<String, String> PLANTED = Map.ofEntries(
            Map.entry("the domain sees the JDK only", "planted.domain.DomainUsesJooq"),
            Map.entry("the application sees the domain only", "planted.application.ApplicationUsesDagger"),
            Map.entry("the sql adapter sees the core and its own libraries", "planted.adapter.sql.SqlUsesValkey"),
            Map.entry(
                    "the valkey adapter sees the core and its own libraries", "planted.adapter.valkey.ValkeyUsesJooq"),
            Map.entry(
                    "the memory adapter sees the core and its own libraries", "planted.adapter.memory.MemoryUsesHttp"),
            Map.entry(
                    "the memcached adapter sees the core and its own libraries",
                    "planted.adapter.memcached.MemcachedUsesRedisson"),
            Map.entry("the http adapter sees the core and its own libraries", "planted.adapter.http.HttpUsesSql"),
            Map.entry("the contracts see the core and JUnit", "planted.contracts.ContractsUseCaffeine"),
            Map.entry("every class stands in a ring", "planted.elsewhere.OutsideEveryRing"),
            Map.entry(
                    "interfaces of the core stand in the port package or are sealed",
                    "planted.application.PortOutsideThePortPackage"),
            Map.entry("the core takes time and chance from outside", "planted.domain.DomainReadsTheClock"),
            Map.entry("only Memcached's clock reads the host's", "planted.adapter.http.AnswersByTheHostsClock"),
            Map.entry("only reading through takes the load lock", "planted.application.LocksByItself"),
            Map.entry("an adapter shows a factory and a config", "planted.adapter.memory.PublicAdapter"),
            Map.entry("names say what a class is", "planted.domain.UserHelper"));
}

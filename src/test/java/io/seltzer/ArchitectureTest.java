package io.seltzer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the package table of docs/architecture.md.
class ArchitectureTest {
    private static final String ROOT = "io.seltzer.";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.seltzer");

    /// Which other packages of the product a package may know. A package is meant with its sub-packages.
    private static final Map<String, Set<String>> MAY_KNOW = new TreeMap<>(Map.ofEntries(
            Map.entry("yaml", Set.of()),
            Map.entry("contract", Set.of("yaml")),
            Map.entry("sql", Set.of("contract")),
            Map.entry("monitor", Set.of("yaml", "contract")),
            Map.entry("anomaly", Set.of()),
            Map.entry("detection", Set.of("monitor", "anomaly", "contract", "protocol")),
            Map.entry("plan", Set.of("contract", "monitor", "sql")),
            Map.entry("check", Set.of("contract")),
            Map.entry("protocol", Set.of("monitor")),
            Map.entry("config", Set.of("yaml")),
            Map.entry("client", Set.of("protocol", "config", "yaml")),
            Map.entry("source", Set.of("sql", "config")),
            Map.entry("warehouse", Set.of("source", "sql", "protocol", "config")),
            Map.entry(
                    "scan",
                    Set.of(
                            "yaml", "contract", "monitor", "sql", "plan", "check", "protocol", "config", "source",
                            "warehouse", "http")),
            Map.entry("verify", Set.of("yaml", "contract", "check", "config", "protocol", "source", "warehouse", "scan")),
            Map.entry("health", Set.of()),
            Map.entry("http", Set.of()),
            Map.entry("agent", Set.of("yaml", "detection", "protocol", "config", "health", "http")),
            Map.entry("cloud", Set.of("yaml", "protocol", "contract", "monitor", "config", "health")),
            Map.entry(
                    "cli",
                    Set.of(
                            "yaml", "contract", "monitor", "detection", "sql", "plan", "check", "protocol", "config",
                            "source", "warehouse", "scan", "verify", "health", "http", "agent", "cloud", "client"))));

    private static final List<String> PURE = List.of("yaml", "contract", "monitor", "anomaly", "detection", "sql", "plan", "check", "protocol");

    @TestFactory
    Stream<DynamicTest> a_package_knows_only_what_the_table_allows() {
        return MAY_KNOW.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
            String[] allowed = Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
                    .map(name -> ROOT + name + "..")
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(ROOT + entry.getKey() + "..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(allowed).or(not(resideInAPackage("io.seltzer.."))))
                    .check(PRODUCT);
        }));
    }

    @Test
    void every_package_is_in_the_table() {
        // Given
        Set<String> rooms = new TreeSet<>();

        // When
        for (JavaClass type : PRODUCT) {
            rooms.add(type.getPackageName().substring(ROOT.length()).replaceAll("\\..*", ""));
        }

        // Then
        assertThat(rooms).isEqualTo(MAY_KNOW.keySet());
    }

    @TestFactory
    Stream<DynamicTest> pure_packages_touch_neither_network_nor_database_nor_files() {
        return PURE.stream().map(name -> DynamicTest.dynamicTest(name, () -> noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..", "io.netty..", "io.fabric8..", "java.sql..", "org.postgresql..", "java.nio.file..",
                        "java.net..")
                .check(PRODUCT)));
    }

    @Test
    void a_class_either_waits_or_promises() {
        // Given classes that use JDBC or the cluster's client, which wait
        List<JavaClass> waiting = PRODUCT.stream()
                .filter(type -> dependsOn(type, "java.sql.Connection")
                        || dependsOn(type, "io.fabric8.kubernetes.client.KubernetesClient"))
                .toList();

        // Then none of them speaks of futures
        assertThat(waiting)
                .isNotEmpty()
                .noneMatch(type -> dependsOn(type, "io.vertx.core.Future"));
    }

    private static boolean dependsOn(JavaClass type, String name) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().equals(name));
    }

    @Test
    void every_package_says_its_idea() {
        // Given
        List<JavaPackage> packages = PRODUCT.stream().map(JavaClass::getPackage).distinct().toList();

        // Then
        assertThat(packages)
                .filteredOn(room -> !room.getName().contains(".template")) // generated
                .allSatisfy(room -> assertThat(room.tryGetPackageInfo())
                        .as("package-info of " + room.getName())
                        .isPresent());
    }

    @Test
    void a_result_record_has_no_place_for_a_row() {
        // Names, numbers, times, enumerations and records of them: no map, no array, no open object but a check's
        // own labels.
        classes()
                .that()
                .resideInAPackage("io.seltzer.protocol.results..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("com.fasterxml.jackson.databind.node.."))
                        .and(not(assignableTo(Map.class))))
                .check(PRODUCT);
    }
}

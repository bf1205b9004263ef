package io.seltzer.cli;

import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Results as a JUnit report: a suite for the dataset, a test case for each check. A failed check is a failure, one
/// that was not evaluated although it should have been is an error; warnings pass, with a word in their output.
final class JUnitDocument {
    private final ScanResults results;

    JUnitDocument(ScanResults results) {
        this.results = results;
    }

    String render() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml);
            xml.writeEndDocument();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("A report cannot be written", impossible);
        }
        return text + "\n";
    }

    private void suite(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", results.definitionName());
        xml.writeAttribute("tests", String.valueOf(results.checks().size()));
        xml.writeAttribute("failures", count(CheckResult.Outcome.fail));
        xml.writeAttribute("errors", count(CheckResult.Outcome.unevaluated));
        xml.writeAttribute("skipped", count(CheckResult.Outcome.excluded));
        xml.writeAttribute("timestamp", results.scanStartTimestamp().toString());
        long millis = Duration.between(results.scanStartTimestamp(), results.scanEndTimestamp()).toMillis();
        xml.writeAttribute("time", String.valueOf(millis / 1000.0));
        for (CheckResult check : results.checks()) {
            testCase(xml, check);
        }
        List<String> lines = results.logs().stream()
                .filter(line -> line.level() == LogLine.Level.error || line.level() == LogLine.Level.warning)
                .map(LogLine::message)
                .toList();
        if (!lines.isEmpty()) {
            element(xml, "system-err", String.join("\n", lines));
        }
        xml.writeEndElement();
    }

    private String count(CheckResult.Outcome outcome) {
        return String.valueOf(results.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .count());
    }

    private void testCase(XMLStreamWriter xml, CheckResult check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", results.definitionName());
        xml.writeAttribute("name", check.checkPath() + ": " + check.name());
        xml.writeAttribute("file", check.location().filePath());
        xml.writeAttribute("line", String.valueOf(check.location().line() + 1));
        switch (check.outcome()) {
            case pass -> {}
            case warn -> element(xml, "system-out", "Warned: the value is " + value(check) + ".");
            case fail -> problem(xml, "failure", "The value is " + value(check) + ".");
            case unevaluated -> problem(xml, "error", "Not evaluated.");
            case excluded -> xml.writeEmptyElement("skipped");
        }
        xml.writeEndElement();
    }

    private static String value(CheckResult check) {
        BigDecimal value = check.diagnostics().value();
        return value == null ? "unknown" : value.toPlainString();
    }

    private static void problem(XMLStreamWriter xml, String kind, String message) throws XMLStreamException {
        xml.writeEmptyElement(kind);
        xml.writeAttribute("message", message);
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text.chars()
                .filter(c -> c >= ' ' || c == '\n' || c == '\t')
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining()));
        xml.writeEndElement();
    }
}

// Asks the engine of veraPDF which clauses of PDF/UA and PDF/A a file breaks, and PDFBox what the
// file shows. Usage: Judge judge ua1,3a FILE... | Judge draw DPI FOLDER FILE...
// The jar it runs with has no JAXB, so the profiles are read here, element by element.

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;

public class Judge {
  public static void main(String[] words) throws Exception {
    LogManager.getLogManager().reset();
    String[] files = Arrays.copyOfRange(words, words[0].equals("judge") ? 2 : 3, words.length);
    for (String file : files) {
      if (words[0].equals("judge")) {
        judge(file, words[1].split(","));
      } else {
        draw(file, Float.parseFloat(words[1]), Path.of(words[2]));
      }
    }
  }

  /** One line for each profile: file, profile, number of checks, clauses that are broken. */
  static void judge(String file, String[] profiles) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String name : profiles) {
      var flavour = PDFAFlavour.fromString(name);
      try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
          var validator = Foundries.defaultInstance().createValidator(profile(name), true)) {
        var result = validator.validate(parser);
        var broken = new TreeSet<String>();
        for (TestAssertion one : result.getTestAssertions()) {
          if (one.getStatus() == TestAssertion.Status.FAILED) {
            broken.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber());
          }
        }
        int checks = result.getTotalAssertions();
        System.out.println(String.join("\t", file, name, "" + checks, String.join(",", broken)));
      }
    }
  }

  /** The pages as pictures, NAME-1.png and so on, and the words as NAME.txt. */
  static void draw(String file, float dpi, Path folder) throws Exception {
    String name = Path.of(file).getFileName().toString().replaceAll("\\.pdf$", "");
    try (PDDocument document = Loader.loadPDF(new File(file))) {
      var renderer = new PDFRenderer(document);
      for (int n = 0; n < document.getNumberOfPages(); n++) {
        var picture = folder.resolve(name + "-" + (n + 1) + ".png").toFile();
        ImageIO.write(renderer.renderImageWithDPI(n, dpi), "png", picture);
      }
      String text = new PDFTextStripper().getText(document);
      Files.writeString(folder.resolve(name + ".txt"), text, StandardCharsets.UTF_8);
    }
  }

  static ValidationProfile profile(String name) throws Exception {
    String title = name.startsWith("ua") ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase();
    Element root = read("/org/verapdf/pdfa/validation/" + title + ".xml");
    Set<Rule> rules = new HashSet<>();
    for (Element rule : children(root, "rule")) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new HashSet<>();
    for (Element one : children(root, "variable")) {
      variables.add(Profiles.variableFromValues(one.getAttribute("name"), one.getAttribute("object"),
          text(one, "defaultValue"), text(one, "value")));
    }
    var details = Profiles.profileDetailsFromValues(title, title, "veraPDF", new Date(0));
    var flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
    return Profiles.profileFromValues(flavour, details, "", rules, variables);
  }

  static Rule rule(Element rule) {
    Element id = children(rule, "id").get(0);
    var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
    int number = Integer.parseInt(id.getAttribute("testNumber"));
    String deferred = rule.getAttribute("deferred");
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element one : children(rule, "argument")) {
      String name = one.hasAttribute("name") ? one.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(one.getTextContent(), name, null));
    }
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
        rule.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred),
        rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
        Profiles.errorFromValues(text(rule, "message"), arguments), new ArrayList<>());
  }

  static Element read(String resource) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try (InputStream stream = Profiles.class.getResourceAsStream(resource)) {
      return factory.newDocumentBuilder().parse(stream).getDocumentElement();
    }
  }

  static List<Element> children(Element parent, String name) {
    var found = parent.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int n = 0; n < found.getLength(); n++) {
      elements.add((Element) found.item(n));
    }
    return elements;
  }

  static String text(Element parent, String name) {
    var found = children(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}

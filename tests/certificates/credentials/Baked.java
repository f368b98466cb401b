import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Node;

/** Prints what is baked into a badge, as the libraries of Java read it. */
public class Baked {
  public static void main(String[] names) throws Exception {
    String found = names[0].endsWith(".png") ? png(new File(names[0])) : svg(new File(names[0]));
    System.out.write(found.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private static String png(File file) throws Exception {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream stream = ImageIO.createImageInputStream(file)) {
      reader.setInput(stream);
      reader.read(0);
      Node root = reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
      for (Node list = root.getFirstChild(); list != null; list = list.getNextSibling()) {
        for (Node one = list.getFirstChild(); one != null; one = one.getNextSibling()) {
          if (one.getNodeName().equals("iTXtEntry")
              && text(one, "keyword").equals("openbadgecredential")) {
            return text(one, "text");
          }
        }
      }
    }
    throw new IllegalStateException("nothing is baked in");
  }

  private static String text(Node entry, String name) {
    return entry.getAttributes().getNamedItem(name).getNodeValue();
  }

  private static String svg(File file) throws Exception {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream stream = new FileInputStream(file)) {
      XMLStreamReader reader = factory.createXMLStreamReader(stream);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT
            && reader.getLocalName().equals("credential")
            && reader.getNamespaceURI().equals("https://purl.imsglobal.org/ob/v3p0")) {
          return reader.getElementText();
        }
      }
    }
    throw new IllegalStateException("nothing is baked in");
  }
}

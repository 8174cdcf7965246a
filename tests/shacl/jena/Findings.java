// What Apache Jena's SHACL engine finds, a line a result: java -cp build/jena/* Findings.java SHAPES DATA...
//   FILE <tab> focus node <tab> path <tab> value <tab> constraint component
// IRIs stand in angle brackets, literals as TEXT^^DATATYPE; a path that is no IRI, and a value that is absent, are empty. Of data in N-Quads
// all graphs count as one.
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sys.JenaSystem;

public class Findings {
  static String text(Node node) {
    if (node == null) return "";
    return node.isLiteral() ? node.getLiteralLexicalForm() + "^^" + node.getLiteralDatatypeURI() : NodeFmtLib.strNT(node);
  }

  static Graph read(String file) {
    Graph merged = GraphFactory.createDefaultGraph();
    DatasetGraph dataset = RDFDataMgr.loadDatasetGraph(file);
    GraphUtil.addInto(merged, dataset.getDefaultGraph());
    dataset.listGraphNodes().forEachRemaining(name -> GraphUtil.addInto(merged, dataset.getGraph(name)));
    return merged;
  }

  public static void main(String[] files) {
    JenaSystem.init();
    Shapes shapes = Shapes.parse(RDFDataMgr.loadGraph(files[0]));
    for (int i = 1; i < files.length; i++) {
      for (ReportEntry entry : ShaclValidator.get().validate(shapes, read(files[i])).getEntries()) {
        String path = entry.resultPath() instanceof P_Link link ? text(link.getNode()) : "";
        System.out.println(String.join("\t", files[i], text(entry.focusNode()), path, text(entry.value()),
            text(entry.sourceConstraintComponent())));
      }
    }
  }
}

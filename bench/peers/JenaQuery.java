// One query against Apache Jena's in-memory graph: java -cp 'build/jena/*' JenaQuery.java GRAPH.nt QUERY.rq SECONDS
// Prints the seconds of the fastest run after a warm-up, then a line a row; "timeout" in their place where the limit was
// reached. One thread, as the columns: a query of Jena's never uses more.
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QuerySolution;
import org.apache.jena.query.ResultSet;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.sys.JenaSystem;

public class JenaQuery {
  static final double WORTH_REPEATING_SECONDS = 1;
  static final int RUNS = 20;

  static List<String> rows(Model model, Query query, long seconds) {
    List<String> rows = new ArrayList<>();
    try (QueryExecution run = QueryExecution.create().query(query).model(model).timeout(seconds, TimeUnit.SECONDS).build()) {
      ResultSet answers = run.execSelect();
      String name = answers.getResultVars().get(0);
      while (answers.hasNext()) {
        QuerySolution answer = answers.next();
        rows.add(answer.get(name).isLiteral() ? answer.getLiteral(name).getLexicalForm() : answer.get(name).toString());
      }
    }
    return rows;
  }

  public static void main(String[] words) throws Exception {
    JenaSystem.init();
    Graph graph = RDFDataMgr.loadGraph(words[0]);
    Model model = ModelFactory.createModelForGraph(graph);
    Query query = QueryFactory.create(Files.readString(Path.of(words[1])));
    long most = Long.parseLong(words[2]);
    double best = most;
    List<String> found = null;
    try {
      for (int run = 0; run < RUNS && (run < 1 || best < WORTH_REPEATING_SECONDS); run++) {
        long start = System.nanoTime();
        found = rows(model, query, most);
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
    } catch (QueryCancelledException late) {
      System.out.println(best);
      System.out.println("timeout");
      return;
    }
    System.out.println(best);
    System.out.println("rows");
    found.forEach(System.out::println);
  }
}

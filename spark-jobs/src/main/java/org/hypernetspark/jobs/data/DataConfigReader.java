package org.hypernetspark.jobs.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypernetspark.config.ConfigNode;

/** Reads the {@code data} section of a job's configuration. */
public final class DataConfigReader {
    private static final List<String> FORMATS = List.of("csv", "parquet");

    private DataConfigReader() {}

    /**
     * The section at {@code node}.
     *
     * @throws org.hypernetspark.config.ConfigException if it says something that cannot be, naming the key
     */
    public static DataConfig read(ConfigNode node) {
        node.section()
                .rejectUnknownKeys(
                        "train",
                        "format",
                        "schema",
                        "options",
                        "task",
                        "features",
                        "categorical",
                        "variant",
                        "label",
                        "type",
                        "descriptor",
                        "derive",
                        "where",
                        "split");
        List<String> categorical = new ArrayList<>(names(node.find("categorical")));
        List<String> numeric = features(node.child("features"), categorical);
        TableSource table = new TableSource(
                paths(node.child("train")), format(node), node.text("schema", ""), texts(node, "options"));
        return new DataConfig(
                node,
                table,
                node.child("task").text(),
                numeric,
                categorical,
                node.text("variant", ""),
                node.child("label").text(),
                node.find("descriptor").map(DataConfigReader::descriptor).orElse(null),
                texts(node, "derive"),
                node.text("where", ""),
                node.find("split").map(DataConfigReader::split).orElse(SplitConfig.none()));
    }

    private static String format(ConfigNode node) {
        return node.find("format")
                .map(format -> FORMATS.get(format.choice(FORMATS)))
                .orElse("");
    }

    /** A list of columns, or {@code {numeric: [...], categorical: [...]}}; the categorical ones are added to the given list. */
    private static List<String> features(ConfigNode node, List<String> categorical) {
        List<String> numeric = new ArrayList<>();
        if (node.isSection()) {
            node.rejectUnknownKeys("numeric", "categorical");
            numeric.addAll(names(node.find("numeric")));
            categorical.addAll(names(node.find("categorical")));
        } else {
            numeric.addAll(names(Optional.of(node)));
        }
        numeric.removeAll(categorical);
        if (numeric.isEmpty() && categorical.isEmpty()) {
            throw node.problem("expected at least one feature column, got none");
        }
        return numeric;
    }

    private static DescriptorSource descriptor(ConfigNode node) {
        node.section().rejectUnknownKeys("table", "format", "key", "columns");
        List<String> columns = names(node.find("columns"));
        if (node.find("table").isEmpty()) {
            if (columns.isEmpty()) {
                throw node.problem(
                        "expected the key table (a table of tasks), or the key columns (columns of the data itself)");
            }
            return new DescriptorSource(null, "", columns);
        }
        TableSource table = new TableSource(paths(node.child("table")), format(node), "", Map.of());
        return new DescriptorSource(table, node.child("key").text(), columns);
    }

    private static SplitConfig split(ConfigNode node) {
        node.section().rejectUnknownKeys("test", "validation", "unseenTasks", "adaptRows", "seed");
        HeldOut test = heldOut(node.find("test"));
        Optional<ConfigNode> unseen = node.find("unseenTasks");
        if (unseen.isPresent() && !test.any()) {
            throw node.problem("unseenTasks needs test: unseen tasks are measured on their test rows; add, for example,"
                    + " test: 0.2");
        }
        boolean named = unseen.isPresent() && unseen.get().isList();
        return new SplitConfig(
                test,
                node.find("validation").map(DataConfigReader::share).orElse(0.0),
                named ? 0 : unseen.map(DataConfigReader::share).orElse(0.0),
                named ? ids(unseen.get()) : List.of(),
                node.integer("adaptRows", 1, SplitConfig.none().adaptRows()),
                node.whole("seed", SplitConfig.none().seed()));
    }

    private static HeldOut heldOut(Optional<ConfigNode> node) {
        if (node.isEmpty()) {
            return HeldOut.NOTHING;
        }
        return node.get().isText() ? new HeldOut(0, node.get().text()) : HeldOut.share(share(node.get()));
    }

    private static double share(ConfigNode node) {
        double share = node.json().isNumber() ? node.real() : -1;
        if (!(share >= 0 && share < 1)) {
            throw node.unexpected("a share from 0 to below 1");
        }
        return share;
    }

    private static List<String> ids(ConfigNode node) {
        List<String> ids = new ArrayList<>();
        for (ConfigNode element : node.list()) {
            ids.add(element.json().isNumber() ? element.json().asText() : element.text());
        }
        return ids;
    }

    private static List<String> paths(ConfigNode node) {
        List<String> paths = names(Optional.of(node));
        if (paths.isEmpty()) {
            throw node.unexpected("a path or a list of paths");
        }
        return paths;
    }

    /** A text or a list of texts. */
    private static List<String> names(Optional<ConfigNode> node) {
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get().isText()) {
            return List.of(node.get().text());
        }
        return node.get().list().stream().map(ConfigNode::text).toList();
    }

    private static Map<String, String> texts(ConfigNode node, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        ConfigNode section = node.section(key);
        for (String name : section.keys()) {
            texts.put(name, section.child(name).text());
        }
        return texts;
    }
}

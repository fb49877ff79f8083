package org.hypernetspark.hyper;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;

/** How a target's flat vector is put together from generated values and shared tensors. */
final class Assembly {
    private final ParameterLayout target;
    private final List<ParameterSpec> generatedSpecs = new ArrayList<>();
    private final List<ParameterSpec> sharedSpecs = new ArrayList<>();
    /** Runs of the target: {@code from} in the generated (piece 0) or shared (piece 1) vector. */
    private final List<Segment> runs = new ArrayList<>();

    Assembly(ParameterLayout target, List<String> patterns) {
        this.target = target;
        List<PathMatcher> matchers = patterns.stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
        boolean[] used = new boolean[matchers.size()];
        int generated = 0;
        int shared = 0;
        for (int i = 0; i < target.specs().size(); i++) {
            ParameterSpec spec = target.specs().get(i);
            boolean isGenerated = patterns.isEmpty() || matches(matchers, used, spec.name());
            runs.add(new Segment(isGenerated ? 0 : 1, isGenerated ? generated : shared, target.offset(i), spec.size()));
            (isGenerated ? generatedSpecs : sharedSpecs).add(spec);
            generated += isGenerated ? spec.size() : 0;
            shared += isGenerated ? 0 : spec.size();
        }
        check(patterns, used);
    }

    private static boolean matches(List<PathMatcher> matchers, boolean[] used, String name) {
        boolean any = false;
        for (int i = 0; i < used.length; i++) {
            if (matchers.get(i).matches(Path.of(name))) {
                used[i] = true;
                any = true;
            }
        }
        return any;
    }

    private void check(List<String> patterns, boolean[] used) {
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                throw new IllegalArgumentException("The pattern \"" + patterns.get(i)
                        + "\" names no tensor of the target; it has "
                        + target.specs().stream().map(ParameterSpec::name).toList());
            }
        }
        if (generatedSpecs.isEmpty()) {
            throw new IllegalArgumentException("The target has no weights to generate");
        }
    }

    ParameterLayout generated() {
        return ParameterLayout.of(generatedSpecs);
    }

    ParameterLayout shared() {
        return ParameterLayout.of(sharedSpecs);
    }

    /** Runs of shared values: {@code from} in the shared vector, {@code to} in the target's. */
    List<Segment> sharedRuns() {
        return runs.stream().filter(run -> run.piece() == 1).toList();
    }

    /** The plan's segments with {@code to} in the target's vector instead of the generated one. */
    List<Segment> generatedRuns(GenerationPlan plan) {
        List<Segment> result = new ArrayList<>();
        List<Segment> tensors = runs.stream().filter(run -> run.piece() == 0).toList();
        for (Segment segment : plan.segments()) {
            for (Segment tensor : tensors) {
                int begin = Math.max(segment.to(), tensor.from());
                int end = Math.min(segment.to() + segment.length(), tensor.from() + tensor.length());
                if (begin < end) {
                    int from = segment.from() + begin - segment.to();
                    append(
                            result,
                            new Segment(segment.piece(), from, tensor.to() + begin - tensor.from(), end - begin));
                }
            }
        }
        return result;
    }

    private static void append(List<Segment> runs, Segment next) {
        if (!runs.isEmpty()) {
            Segment last = runs.get(runs.size() - 1);
            if (last.piece() == next.piece()
                    && last.from() + last.length() == next.from()
                    && last.to() + last.length() == next.to()) {
                runs.set(
                        runs.size() - 1,
                        new Segment(last.piece(), last.from(), last.to(), last.length() + next.length()));
                return;
            }
        }
        runs.add(next);
    }
}

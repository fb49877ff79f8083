package org.hypernetspark.report;

/** The look of the report: system fonts, one accent, light or dark as the reader's system has it. */
final class ReportStyle {
    static final String CSS =
            """
            :root {
              color-scheme: light dark;
              --paper: #ffffff; --ink: #1d2430; --muted: #667085; --rule: #e3e7ee; --soft: #f6f8fb;
              --accent: #1f6feb; --second: #d9730d;
              --fifth0: #2166ac; --fifth1: #67a9cf; --fifth2: #a6acb5; --fifth3: #f09a72; --fifth4: #b92b3a;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --paper: #12161d; --ink: #e4e8ef; --muted: #98a2b3; --rule: #2a313d; --soft: #1a202a;
                --accent: #6aa6ff; --second: #f0a35e;
                --fifth0: #5aa2e0; --fifth1: #9cc8ea; --fifth2: #7d8694; --fifth3: #f3ac89; --fifth4: #ee6a74;
              }
            }
            * { box-sizing: border-box; }
            body {
              margin: 0 auto; padding: 40px 24px 64px; max-width: 940px; background: var(--paper); color: var(--ink);
              font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
            }
            h1 { font-size: 26px; line-height: 1.25; margin: 0 0 20px; overflow-wrap: anywhere; }
            h2 { font-size: 17px; margin: 44px 0 12px; padding-bottom: 6px; border-bottom: 1px solid var(--rule); }
            p.note { color: var(--muted); font-size: 13px; margin: 8px 0; }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 10px; }
            .tile { background: var(--soft); border: 1px solid var(--rule); border-radius: 8px; padding: 10px 14px; }
            .tile b { display: block; font-size: 19px; font-weight: 600; font-variant-numeric: tabular-nums; }
            .tile span { color: var(--muted); font-size: 12px; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
            th, td { padding: 5px 10px; text-align: right; border-bottom: 1px solid var(--rule); }
            th { color: var(--muted); font-weight: 500; font-size: 13px; vertical-align: bottom; }
            th:first-child, td:first-child { text-align: left; overflow-wrap: anywhere; }
            th.group { text-align: center; border-bottom: 2px solid var(--rule); }
            td.best { font-weight: 700; color: var(--accent); }
            td.gap { text-align: center; color: var(--muted); background: var(--soft); font-size: 13px; }
            .facts th, .facts td { text-align: left; vertical-align: top; }
            .facts th { width: 220px; }
            pre {
              background: var(--soft); border: 1px solid var(--rule); border-radius: 8px; padding: 14px 16px;
              overflow-x: auto; font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace;
            }
            .chart { display: block; width: 100%; height: auto; }
            .chart text { fill: var(--muted); font-size: 12px; }
            .chart text.end { text-anchor: end; }
            .chart text.middle { text-anchor: middle; }
            .chart text.label { font-size: 11px; }
            .grid { stroke: var(--rule); }
            .frame { fill: none; stroke: var(--rule); }
            .chosen { stroke: var(--muted); stroke-dasharray: 3 4; }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .line.train { stroke: var(--accent); }
            .line.validation { stroke: var(--second); }
            .dot.validation { fill: var(--second); }
            .point { stroke: var(--paper); stroke-width: 1; fill-opacity: .9; }
            .point.unknown { fill: none; stroke: var(--muted); }
            .fifth0 { fill: var(--fifth0); } .fifth1 { fill: var(--fifth1); } .fifth2 { fill: var(--fifth2); }
            .fifth3 { fill: var(--fifth3); } .fifth4 { fill: var(--fifth4); }
            .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--muted); font-size: 13px; margin: 8px 0; }
            .legend svg { width: 14px; height: 10px; margin-right: 6px; }
            footer { margin-top: 48px; color: var(--muted); font-size: 12px; }
            @media print { body { max-width: none; padding: 0; } h2 { break-after: avoid; } svg, tr { break-inside: avoid; } }
            """;

    private ReportStyle() {}
}

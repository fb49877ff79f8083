"""Figures as readers see them."""


def number(value):
    """Three significant digits, thousands separated."""
    if value >= 1000:
        digits = len(str(int(value)))
        return f"{round(value, 3 - digits):,.0f}"
    return f"{value:.3g}"


def ratio(value):
    """A ratio with two or three digits."""
    return f"{value:.0f}x" if value >= 20 else f"{value:.1f}x" if value >= 3 else f"{value:.2f}x"


def share(value):
    """A share in percent."""
    return f"{100 * value:.0f} %"


def spread(values, text=ratio):
    """Least to most of what is there."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    return text(known[0]) if len(known) == 1 else f"{text(min(known))} to {text(max(known))}"


def rule(columns):
    """The line under a table's head."""
    return "|" + " --- |" * columns

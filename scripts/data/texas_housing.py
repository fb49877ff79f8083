#!/usr/bin/env python3
"""Writes the three committed tables of Texas housing sales from ggplot2's txhousing.

usage: texas_housing.py DIR/Rdata OUTPUT-FOLDER

DIR/Rdata is the start of ggplot2's lazy-load pair. What the columns mean: conf/data/README.md.
"""
import csv
import math
import os
import sys

from r_data import read_table, text

FIRST_TRAINING_YEAR = 2004  # descriptors see the years before, training rows this year and later
MINIMUM_ROWS = 100
MINIMUM_DESCRIPTOR_MONTHS = 12
SUMMER, WINTER = (6, 7, 8), (12, 1, 2)

SALES_COLUMNS = [
    "city", "year", "month", "logSalesLastMonth", "logSalesLastYear", "logMedianLastMonth",
    "monthSin", "monthCos", "yearsSince2004", "logSales",
]  # fmt: skip
CITY_COLUMNS = ["city", "logSalesMean", "logMedianMean", "logSalesSpread", "summerOverWinter", "salesTrend"]


def by_city(names, rows):
    """City -> months since January 2000 -> the row as a dictionary, where sales and median price are known."""
    cities = {}
    for row in (dict(zip(names, values)) for values in rows):
        if row["sales"] and row["median"]:
            cities.setdefault(row["city"], {})[index(row["year"], row["month"])] = row
    return cities


def index(year, month):
    return 12 * (year - 2000) + month - 1


def sales_rows(city, months):
    """The city's rows from 2004 on whose last month and same month of last year are known."""
    for at, row in sorted(months.items()):
        if row["year"] >= FIRST_TRAINING_YEAR and at - 1 in months and at - 12 in months:
            last_month, last_year = months[at - 1], months[at - 12]
            angle = 2 * math.pi * (row["month"] - 1) / 12
            yield [
                city, row["year"], row["month"], log(last_month["sales"]), log(last_year["sales"]),
                log(last_month["median"]), rounded(math.sin(angle)), rounded(math.cos(angle)),
                rounded(row["year"] - 2004 + (row["month"] - 1) / 12), log(row["sales"]),
            ]  # fmt: skip


def descriptor(city, months):
    """What is known of the city from 2000 to 2003, or None with too few months."""
    known = [row for row in months.values() if row["year"] < FIRST_TRAINING_YEAR]
    sales = [math.log(row["sales"]) for row in known]
    summer = [math.log(row["sales"]) for row in known if row["month"] in SUMMER]
    winter = [math.log(row["sales"]) for row in known if row["month"] in WINTER]
    if len(known) < MINIMUM_DESCRIPTOR_MONTHS or not summer or not winter:
        return None
    spread = math.sqrt(sum((s - mean(sales)) ** 2 for s in sales) / len(sales))
    return [
        city, rounded(mean(sales)), rounded(mean([math.log(row["median"]) for row in known])), rounded(spread),
        rounded(mean(summer) - mean(winter)), rounded(slope([row["date"] for row in known], sales)),
    ]  # fmt: skip


def slope(x, y):
    """Least squares slope of y over x."""
    x_mean, y_mean = mean(x), mean(y)
    return sum((a - x_mean) * (b - y_mean) for a, b in zip(x, y)) / sum((a - x_mean) ** 2 for a in x)


def mean(values):
    return math.fsum(values) / len(values)


def log(value):
    return rounded(math.log(value))


def rounded(value):
    return round(value, 5) + 0.0  # no negative zero


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([text(value) for value in row] for row in rows)
    print(f"{name}: {len(rows)} rows")


def main(lazy_load_start, folder):
    names, rows = read_table(lazy_load_start, "txhousing")
    dates = names.index("date")
    rows = [row[:dates] + (round(row[dates], 5),) + row[dates + 1 :] for row in rows]
    cities = by_city(names, rows)
    sales = {city: list(sales_rows(city, months)) for city, months in cities.items()}
    descriptors = {city: descriptor(city, months) for city, months in cities.items()}
    chosen = sorted(city for city in cities if len(sales[city]) >= MINIMUM_ROWS and descriptors[city])
    write(folder, "texas-housing.csv", names, rows)
    write(folder, "texas-housing-sales.csv", SALES_COLUMNS, [row for city in chosen for row in sales[city]])
    write(folder, "texas-housing-cities.csv", CITY_COLUMNS, [descriptors[city] for city in chosen])
    print(f"{len(chosen)} of {len(cities)} cities; rows a city {min(len(sales[c]) for c in chosen)} or more")
    for city in sorted(set(cities) - set(chosen)):
        print(f"left out of the two derived tables: {city}, {len(sales[city])} rows, descriptor {descriptors[city]}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

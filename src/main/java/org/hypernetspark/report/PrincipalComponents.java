package org.hypernetspark.report;

/**
 * The two directions in which points differ most, and the points' coordinates along them.
 *
 * <p>Cyclic Jacobi rotations of the covariance matrix, in float64 (Golub and Van Loan, Matrix Computations, section 8.5). The
 * sign of a direction is fixed so that its largest entry is positive: the same points always give the same map.
 */
final class PrincipalComponents {
    private static final int MOST_SWEEPS = 60;

    private final double[][] coordinates;
    private final double[] shares;

    private PrincipalComponents(double[][] coordinates, double[] shares) {
        this.coordinates = coordinates;
        this.shares = shares;
    }

    /** Of the rows of {@code values [rows, columns]}. */
    static PrincipalComponents of(float[] values, int rows, int columns) {
        double[] mean = mean(values, rows, columns);
        double[][] covariance = covariance(values, rows, columns, mean);
        double[][] vectors = diagonalise(covariance);
        double[] variances = new double[columns];
        double total = 0;
        for (int i = 0; i < columns; i++) {
            variances[i] = Math.max(0, covariance[i][i]);
            total += variances[i];
        }
        double[][] coordinates = new double[rows][2];
        double[] shares = new double[2];
        for (int component = 0; component < Math.min(2, columns); component++) {
            int best = largest(variances);
            shares[component] = total > 0 ? variances[best] / total : 0;
            variances[best] = -1;
            project(values, mean, direction(vectors, best), coordinates, component);
        }
        return new PrincipalComponents(coordinates, shares);
    }

    /** The coordinates of all points, {@code [rows][2]}; the second is 0 if there is only one column. */
    double[][] coordinates() {
        return coordinates;
    }

    /** The share of the variance along each of the two directions, in [0, 1]. */
    double[] shares() {
        return shares;
    }

    private static double[] mean(float[] values, int rows, int columns) {
        double[] mean = new double[columns];
        for (int i = 0; i < rows * columns; i++) {
            mean[i % columns] += values[i] / (double) rows;
        }
        return mean;
    }

    private static double[][] covariance(float[] values, int rows, int columns, double[] mean) {
        double[][] covariance = new double[columns][columns];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                double left = values[row * columns + i] - mean[i];
                for (int j = 0; j < columns; j++) {
                    covariance[i][j] += left * (values[row * columns + j] - mean[j]) / rows;
                }
            }
        }
        return covariance;
    }

    /** Makes the matrix diagonal in place; returns the eigenvectors as columns. */
    private static double[][] diagonalise(double[][] matrix) {
        int size = matrix.length;
        double[][] vectors = new double[size][size];
        double squares = 0;
        for (int i = 0; i < size; i++) {
            vectors[i][i] = 1;
            for (double value : matrix[i]) {
                squares += value * value;
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(matrix) > 1e-24 * squares; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(matrix, vectors, p, q);
                }
            }
        }
        return vectors;
    }

    private static double offDiagonal(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += matrix[i][j] * matrix[i][j];
            }
        }
        return sum;
    }

    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        rotateColumns(matrix, p, q, cosine, sine);
        rotateRows(matrix, p, q, cosine, sine);
        rotateColumns(vectors, p, q, cosine, sine);
    }

    private static void rotateColumns(double[][] matrix, int p, int q, double cosine, double sine) {
        for (double[] row : matrix) {
            double left = row[p];
            row[p] = cosine * left - sine * row[q];
            row[q] = sine * left + cosine * row[q];
        }
    }

    private static void rotateRows(double[][] matrix, int p, int q, double cosine, double sine) {
        for (int i = 0; i < matrix.length; i++) {
            double upper = matrix[p][i];
            matrix[p][i] = cosine * upper - sine * matrix[q][i];
            matrix[q][i] = sine * upper + cosine * matrix[q][i];
        }
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static double[] direction(double[][] vectors, int column) {
        double[] direction = new double[vectors.length];
        double extreme = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = vectors[i][column];
            extreme = Math.abs(direction[i]) > Math.abs(extreme) + 1e-9 ? direction[i] : extreme;
        }
        for (int i = 0; i < direction.length && extreme < 0; i++) {
            direction[i] = -direction[i];
        }
        return direction;
    }

    private static void project(
            float[] values, double[] mean, double[] direction, double[][] coordinates, int component) {
        for (int row = 0; row < coordinates.length; row++) {
            for (int i = 0; i < direction.length; i++) {
                coordinates[row][component] += (values[row * direction.length + i] - mean[i]) * direction[i];
            }
        }
    }
}

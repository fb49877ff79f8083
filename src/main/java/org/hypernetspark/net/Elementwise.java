package org.hypernetspark.net;

import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.Tanh;

/** The loops of the activation functions: forward, and the gradient from output (or input, for GELU). */
enum Elementwise {
    IDENTITY {
        @Override
        void forward(float[] x, float[] y, int n) {
            if (x != y) {
                System.arraycopy(x, 0, y, 0, n);
            }
        }

        @Override
        void backward(float[] x, float[] y, float[] dy, float[] dx, int n) {
            if (dy != dx) {
                System.arraycopy(dy, 0, dx, 0, n);
            }
        }
    },
    RELU {
        @Override
        void forward(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Math.max(x[i], 0f);
            }
        }

        @Override
        void backward(float[] x, float[] y, float[] dy, float[] dx, int n) {
            for (int i = 0; i < n; i++) {
                dx[i] = dy[i] * positive(y[i]);
            }
        }
    },
    LEAKY_RELU {
        @Override
        void forward(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Math.max(x[i], LEAK * x[i]);
            }
        }

        @Override
        void backward(float[] x, float[] y, float[] dy, float[] dx, int n) {
            for (int i = 0; i < n; i++) {
                dx[i] = dy[i] * (LEAK + (1 - LEAK) * positive(y[i]));
            }
        }
    },
    ELU {
        @Override
        void forward(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = x[i] > 0 ? x[i] : (float) Math.expm1(x[i]);
            }
        }

        @Override
        void backward(float[] x, float[] y, float[] dy, float[] dx, int n) {
            for (int i = 0; i < n; i++) {
                dx[i] = dy[i] * (1 + Math.min(y[i], 0));
            }
        }
    },
    TANH {
        @Override
        void forward(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Tanh.of(x[i]);
            }
        }

        @Override
        void forwardInLanes(LaneKernels kernels, float[] x, float[] y, int n) {
            kernels.tanh(x, y, n);
        }

        @Override
        void backward(float[] x, float[] y, float[] dy, float[] dx, int n) {
            for (int i = 0; i < n; i++) {
                dx[i] = dy[i] * (1 - y[i] * y[i]);
            }
        }
    },
    SIGMOID {
        @Override
        void forward(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Tanh.sigmoid(x[i]);
            }
        }

        @Override
        void forwardInLanes(LaneKernels kernels, float[] x, float[] y, int n) {
            kernels.sigmoid(x, y, n);
        }

        @Override
        void backward(float[] x, float[] y, float[] dy, float[] dx, int n) {
            for (int i = 0; i < n; i++) {
                dx[i] = dy[i] * y[i] * (1 - y[i]);
            }
        }
    },
    SOFTPLUS {
        @Override
        void forward(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = (float) (Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i]))));
            }
        }

        @Override
        void backward(float[] x, float[] y, float[] dy, float[] dx, int n) {
            for (int i = 0; i < n; i++) {
                dx[i] = dy[i] * (float) -Math.expm1(-y[i]);
            }
        }
    },
    GELU {
        @Override
        void forward(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = 0.5f * x[i] * (1 + geluTanh(x[i]));
            }
        }

        @Override
        void backward(float[] x, float[] y, float[] dy, float[] dx, int n) {
            for (int i = 0; i < n; i++) {
                float t = geluTanh(x[i]);
                float slope = GELU_SCALE * (1 + 3 * GELU_CUBE * x[i] * x[i]);
                dx[i] = dy[i] * 0.5f * (1 + t + x[i] * (1 - t * t) * slope);
            }
        }

        @Override
        boolean gradientFromOutput() {
            return false;
        }
    };

    private static final float LEAK = 0.01f;
    private static final float GELU_SCALE = (float) Math.sqrt(2 / Math.PI);
    private static final float GELU_CUBE = 0.044715f;

    abstract void forward(float[] x, float[] y, int n);

    /** {@link #forward} where {@code n} values fill the processor's vectors. */
    void forwardInLanes(LaneKernels kernels, float[] x, float[] y, int n) {
        forward(x, y, n);
    }

    abstract void backward(float[] x, float[] y, float[] dy, float[] dx, int n);

    /** Whether backward reads the output only, so that forward may overwrite its input. */
    boolean gradientFromOutput() {
        return true;
    }

    /** 1 above 0, else 0 (in between below 1e-38): a comparison that HotSpot vectorises. */
    private static float positive(float y) {
        return Math.max(0f, Math.min(1f, y * Float.MAX_VALUE));
    }

    private static float geluTanh(float x) {
        return Tanh.of(GELU_SCALE * (x + GELU_CUBE * x * x * x));
    }
}

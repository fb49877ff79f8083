/* MKL takes its slow generic kernels on CPUs that are not Intel's. Loaded before it, these answers let it choose by
   what the CPU can do. Only worth it, and only used, for the peers of the benchmark that are tuned by hand. */
int mkl_serv_intel_cpu(void) {
    return 1;
}

int mkl_serv_intel_cpu_true(void) {
    return 1;
}

import { defineConfig, type ViteUserConfig } from "vitest/config";

/** Mutants of src/domain are judged by its own specs, which are pure and take milliseconds. */
const config: ViteUserConfig = defineConfig({
  test: { include: ["spec/domain/**/*.spec.ts"], testTimeout: 30_000 },
});

export default config;

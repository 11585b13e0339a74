import { defineConfig } from "vitest/config";

/** Mutants of src/domain are judged by its own specs, which are pure and take milliseconds. */
export default defineConfig({
  test: { include: ["spec/domain/**/*.spec.ts"], testTimeout: 30_000 },
});

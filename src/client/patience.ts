/** Milliseconds after which a style sheet or a catalogue that does not come is not waited for. */
const usual = 3000;

/** What a promise gives, or undefined when it fails or takes longer than so many milliseconds. */
export async function within<T>(promise: Promise<T>, patience: number = usual): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(resolve, patience);
  });
  return await Promise.race([promise, late]).catch(() => undefined);
}

/**
 * Has chance take the same course each time, so that a run can be seen again: the waits between attempts, and how long
 * the boundaries in bodies are. Returns what takes that back.
 */
export function fixChance(): () => void {
  const { random } = Math;
  let state = 1;
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
  Math.random = () => next() / 2 ** 32;
  crypto.getRandomValues = (array) => {
    if (array instanceof Uint32Array) array.forEach((_, at) => (array[at] = next()));
    return array;
  };
  return () => {
    Math.random = random;
    Reflect.deleteProperty(crypto, "getRandomValues");
  };
}

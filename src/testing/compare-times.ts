/**
 * Milliseconds that a quarter of the tries of each kind stay below, in turns and in changing order: whatever else the machine is
 * doing falls upon all of them alike.
 * @param before is not measured
 */
export async function compareTimes(
  before: () => Promise<unknown>,
  rounds: number,
  kinds: readonly (() => Promise<unknown>)[],
): Promise<number[]> {
  const times = kinds.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    const entries = [...kinds.entries()];
    const turned = [...entries.slice(round % kinds.length), ...entries.slice(0, round % kinds.length)];
    for (const [index, attempt] of turned) {
      await before();
      const start = performance.now();
      await attempt();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(rounds / 4)] ?? 0);
}

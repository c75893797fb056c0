/** Keys pressed one after the other: ['g', 't']. */
export function Kbd({ keys }: { readonly keys: readonly string[] }): JSX.Element {
  return (
    <span class="keys">
      {keys.map((key) => (
        <kbd safe>{key}</kbd>
      ))}
    </span>
  );
}

/** Whether children hold anything: a component leaves out the frame around nothing. */
export function present(content: unknown): boolean {
  return content !== undefined && content !== null && content !== '' && content !== false;
}

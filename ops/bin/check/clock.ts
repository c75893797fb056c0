import ts from 'typescript';
import { atNode, type Finding, type Law, productSources, visit } from './law.ts';

/** The time of a request or job is `scope.now`: one moment for all of it, and one that a test can choose. */
export const clock: Law = {
  name: 'clock',
  check: (project) =>
    productSources(project)
      .filter((file) => !/^src\/(platform\/|[^/]+$)/.test(file))
      .flatMap((file) => {
        const findings: Finding[] = [];
        visit(project.source(file), (node) => {
          if (readsClock(node)) findings.push(atNode(file, node, `${node.getText()}: take scope.now`));
        });
        return findings;
      }),
};

function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  return ts.isPropertyAccessExpression(node) && ['Date.now', 'Temporal.Now'].includes(node.getText());
}

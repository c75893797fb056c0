import type { Activation, ActivationKind, ActivationState } from '#activations/model.ts';
import type { Ui } from '#platform/http/ui.ts';

export interface ActivationsProps {
  readonly ui: Ui;
  readonly states: readonly ActivationState[];
  readonly past: readonly Activation[];
  /** What each says of a thing of this kind. */
  readonly meanings: Readonly<Record<ActivationKind, string>>;
  /** Addresses of the form that gives one, and of the page that withdraws it. */
  readonly give: (kind: ActivationKind) => string;
  readonly withdraw: (kind: ActivationKind) => string;
  /** Of what is out of use: nothing is given or withdrawn. */
  readonly frozen: boolean;
}

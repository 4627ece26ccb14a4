/** What the body of a request must be, as the project's own validation says it. */
export type BodyShape =
  | { readonly kind: 'object'; readonly fields: readonly BodyField[] }
  | { readonly kind: 'array'; readonly of: BodyShape; readonly least: number }
  | {
      readonly kind: 'string';
      readonly format?: StringFormat;
      /** Characters. */
      readonly least?: number;
      readonly most?: number;
      /** What it must match, as the code writes it, between slashes or not. */
      readonly pattern?: string;
    }
  | { readonly kind: 'number'; readonly integer: boolean; readonly least?: number; readonly most?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'one-of'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'anything' };

export type StringFormat = 'email' | 'url' | 'uuid' | 'date' | 'date-time';

export interface BodyField {
  readonly name: string;
  readonly shape: BodyShape;
  /** It may be left out. */
  readonly optional: boolean;
}

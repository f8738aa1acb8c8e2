declare namespace JSX {
  type Element = object;
  interface IntrinsicElements {
    p: { readonly children?: unknown };
    button: { readonly children?: unknown; readonly onClick?: () => void };
  }
}

/**
 * Whether it is the second half of a double click. Where the first one did something, another button may have come up
 * under the mouse: of the next row, of a question, or the one that takes it back. Nobody has pressed that. A key and
 * what helps people press buttons count no clicks.
 */
export const isSecondClick = ({ detail }: Pick<UIEvent, "detail">): boolean => detail > 1;

/** The line between the panel for teaching and the recorder in the page's own world. The page can read and forge it. */
export const lessonUpEvent = "pipni:lesson-up";
export const lessonDownEvent = "pipni:lesson-down";

/** From the panel: tell what was kept and all that follows, or forget it and be silent. */
export type LessonDown = "tell" | "forget";

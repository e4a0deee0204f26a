/** Feedback: what people say after a visit, told in a way that nobody can say who said it. */
@NullMarked
package org.mrcportal.counselling.feedback;

import org.jspecify.annotations.NullMarked;

/**
 * Files: the only code that knows the bytes of models and checkpoints.
 *
 * <p>{@link org.hypernetspark.model.SectionWriter} and {@link org.hypernetspark.model.SectionReader} are the container, whose
 * layout {@code SectionFormat} draws; {@link org.hypernetspark.model.ModelFile} says which sections make a model. Nothing is
 * read by Java serialisation, and no length of a file is trusted before its bytes have come.
 */
package org.hypernetspark.model;

package org.hypernetspark.advice;

/**
 * Answers to the five questions by which a hypernet is chosen (Chauhan et al. 2024, "A brief review of hypernetworks in deep
 * learning", section 4).
 *
 * @param related whether the tasks are related, so that what one learns may help another
 * @param dataAdaptive whether networks must adapt to data not seen in training: new tasks
 * @param dynamicArchitecture whether the targets' architecture may change later
 * @param parameterEfficiency whether few shared parameters matter more than speed and accuracy
 * @param uncertainty whether predictions need a measure of uncertainty
 */
public record Answers(
        boolean related,
        boolean dataAdaptive,
        boolean dynamicArchitecture,
        boolean parameterEfficiency,
        boolean uncertainty) {}

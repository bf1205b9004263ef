package io.seltzer.anomaly;

/// How far the bounds lie from the forecast at one sensitivity.
///
/// @param ofResiduals from the 90 % quantile of the residuals' size to the bound
/// @param ofDeviation from one standard deviation to the bound
record Reach(double ofResiduals, double ofDeviation) {

    static Reach of(Sensitivity sensitivity, int stepHours) {
        double perPoint = sensitivity.tailRate() / Math.max(24.0 / stepHours, 1);
        double depth = StrictMath.log(1 / perPoint);
        return new Reach(
                StrictMath.pow(depth / StrictMath.log(10), Constants.TAIL_SHAPE),
                Constants.NORMAL_QUARTILE * StrictMath.pow(depth / StrictMath.log(2), Constants.TAIL_SHAPE));
    }
}
